/** Light or dark: what the system prefers, until a person chooses. */

export type Theme = 'light' | 'dark';

const KEY = 'pgdr-theme';

const query = window.matchMedia('(prefers-color-scheme: dark)');

/** What was chosen before; undefined if nothing was, or the browser keeps nothing. */
function chosen(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the page shows now. */
export const themeNow = (): Theme => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : query.matches ? 'dark' : 'light';
};

const listeners = new Set<(theme: Theme) => void>();

const tell = (): void => {
  for (const listener of listeners) listener(themeNow());
};

/** Tells of every change of the theme, by a person or by the system. */
export function onTheme(listener: (theme: Theme) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Shows a theme, and keeps it for the next visit if the browser does. */
export function choose(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A page from a file, or private browsing: the choice counts until the page is left.
  }
  tell();
}

query.addEventListener('change', tell);

/** Shows what was chosen before. To be called before anything is drawn. */
export function begin(): void {
  const theme = chosen();
  if (theme) document.documentElement.dataset.theme = theme;
}

/** Makes a button switch between light and dark. */
export function makeSwitch(button: HTMLButtonElement): void {
  const show = (theme: Theme): void => button.setAttribute('aria-pressed', String(theme === 'dark'));
  show(themeNow());
  onTheme(show);
  button.addEventListener('click', () => choose(themeNow() === 'dark' ? 'light' : 'dark'));
  button.hidden = false;
}
