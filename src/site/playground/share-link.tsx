import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shared } from './share.ts';
import { encodeShared } from './share.ts';

interface ShareProps {
  readonly text: string;
  readonly start: string | undefined;
  readonly onSay: (words: string) => void;
}

/** Copies a text if the browser lets the page do so. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Puts the topology into the page's address, and shows the address to pass on. */
export function ShareLink({ text, start, onSay }: ShareProps) {
  const [link, setLink] = useState<string | undefined>();
  const field = useRef<HTMLInputElement>(null);
  // An address of another text is no longer shown.
  useEffect(() => setLink(undefined), [text, start]);
  useEffect(() => field.current?.select(), [link]);
  const share = async (): Promise<void> => {
    const shared: Shared = start === undefined ? { text } : { text, start };
    history.replaceState(null, '', await encodeShared(shared));
    setLink(location.href);
    const isCopied = await copied(location.href);
    onSay(isCopied ? 'The address is copied' : 'The address is in the field: copy it');
  };
  return (
    <>
      <button type="button" onClick={() => void share()}>
        Share
      </button>
      {link === undefined ? null : (
        <label class="shared">
          <span>This address holds the topology. Nothing was sent.</span>
          <input ref={field} type="text" readOnly value={link} />
        </label>
      )}
    </>
  );
}
