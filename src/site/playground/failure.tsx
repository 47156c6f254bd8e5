/** Says why the worker gave no answer; nothing if it gave one. */
export function Failure({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p class="note error" role="alert">
      {text}. Change the topology, and it is tried again.
    </p>
  );
}
