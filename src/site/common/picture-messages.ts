/** What a page and the frame that draws its picture say to each other. */

/** To the frame: the text of a diagram, and how it is called. */
export interface DrawThis {
  readonly draw: string;
  readonly label: string;
  readonly isDark: boolean;
}

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null;

/** Whether a message is one of ours: extensions of browsers send messages too. */
export const isDrawThis = (data: unknown): data is DrawThis =>
  isMap(data) && typeof data.draw === 'string' && typeof data.label === 'string';

/** From the frame: it can draw; or the height of what it drew, in CSS pixels; or why it could not. */
export type FrameSays = { readonly ready: true } | { readonly height: number } | { readonly failure: string };

/** Whether a message is one of the frame's. */
export const isOfFrame = (data: unknown): data is FrameSays =>
  isMap(data) && (data.ready === true || typeof data.height === 'number' || typeof data.failure === 'string');
