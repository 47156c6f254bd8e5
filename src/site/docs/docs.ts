/** The script of the documentation's pages. Without it, they can be read all the same. */

import { pictureIn } from '../common/picture-frame.ts';
import { makeSwitch, onTheme, themeNow } from '../common/theme.ts';
import { makeSearch } from './search.ts';

const root = document.body.dataset.root ?? '';

/** Draws a diagram in the place of its text. From a file, browsers load no modules: there the text stays. */
function draw(source: HTMLElement): void {
  const frame = document.createElement('iframe');
  frame.className = 'picture';
  frame.title = 'Diagram';
  const text = source.textContent ?? '';
  const picture = pictureIn(frame, () => frame.replaceWith(source));
  const show = (): void => picture.draw({ draw: text, label: 'Diagram', isDark: themeNow() === 'dark' });
  frame.src = `${root}picture.html`;
  source.replaceWith(frame);
  show();
  onTheme(show);
}

const theme = document.querySelector<HTMLButtonElement>('#theme');
if (theme) makeSwitch(theme);
const search = document.querySelector<HTMLFormElement>('#search');
if (search) makeSearch(search, root);
// Beside the text on wide screens, the list of pages is open.
if (window.matchMedia('(min-width: 60rem)').matches)
  document.querySelector('details.navigation')?.setAttribute('open', '');
if (location.protocol !== 'file:')
  for (const source of document.querySelectorAll<HTMLElement>('pre.diagram')) draw(source);
