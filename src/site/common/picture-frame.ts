import type { DrawThis } from './picture-messages.ts';
import { isOfFrame } from './picture-messages.ts';

/**
 * Draws diagrams in a frame. Mermaid writes styles into what it draws, so it has a page of its own, whose
 * Content-Security-Policy lets them in.
 * @param frame shows picture.html
 * @param onFailure is told why a diagram was not drawn
 * @returns draws a diagram as soon as the frame is ready; only the newest counts
 */
export function pictureIn(
  frame: HTMLIFrameElement,
  onFailure: (why: string) => void,
): { readonly draw: (what: DrawThis) => void; readonly destroy: () => void } {
  let isReady = false;
  let wanted: DrawThis | undefined;
  const send = (): void => {
    if (isReady && wanted) frame.contentWindow?.postMessage(wanted, '*');
  };
  const listen = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== frame.contentWindow || !isOfFrame(data)) return;
    if ('ready' in data) {
      isReady = true;
      send();
    } else if ('height' in data) frame.style.height = `${Math.ceil(data.height)}px`;
    else onFailure(data.failure);
  };
  window.addEventListener('message', listen);
  return {
    draw: (what) => {
      wanted = what;
      send();
    },
    destroy: () => window.removeEventListener('message', listen),
  };
}
