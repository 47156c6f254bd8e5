import { useEffect, useState } from 'preact/hooks';
import { onTheme, themeNow } from '../common/theme.ts';

/** Whether the page is dark now. */
export function useDark(): boolean {
  const [isDark, setDark] = useState(themeNow() === 'dark');
  useEffect(() => onTheme((theme) => setDark(theme === 'dark')), []);
  return isDark;
}
