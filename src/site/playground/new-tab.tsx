import type { ComponentChildren } from 'preact';

/** A link that leaves the editor, and what is typed in it, where they are. */
export function NewTab({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {children}
      <span class="only-read"> (opens a new tab)</span>
    </a>
  );
}
