/** What a page and the frame that draws its picture say to each other. */

/** To the frame: the text of a diagram, and how it is called. */
export interface DrawThis {
  readonly draw: string;
  readonly label: string;
  readonly isDark: boolean;
}

/** From the frame: it can draw; or the height of what it drew, in CSS pixels; or why it could not. */
export type FrameSays = { readonly ready: true } | { readonly height: number } | { readonly failure: string };
