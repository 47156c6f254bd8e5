/** The frame that draws a diagram with Mermaid. */

import mermaid from 'mermaid';
import type { DrawThis, FrameSays } from '../common/picture-messages.ts';
import { isDrawThis } from '../common/picture-messages.ts';
import { DARK, LIGHT } from './colours.ts';

const place = document.getElementById('picture');

const say = (what: FrameSays): void => parent.postMessage(what, '*');

const tellHeight = (): void => say({ height: document.documentElement.scrollHeight });

/** Only the newest diagram is drawn. */
let newest = 0;

async function draw({ draw: text, label, isDark }: DrawThis): Promise<void> {
  const turn = ++newest;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    themeVariables: isDark ? DARK : LIGHT,
    fontFamily: getComputedStyle(document.body).fontFamily,
  });
  const { svg } = await mermaid.render(`drawn-${turn}`, text);
  if (turn !== newest || !place) return;
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  place.innerHTML = svg;
  const drawn = place.querySelector('svg');
  drawn?.setAttribute('role', 'img');
  drawn?.removeAttribute('aria-roledescription');
  drawn?.setAttribute('aria-label', label);
  tellHeight();
}

addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source === parent && isDrawThis(data))
    draw(data).catch((error: unknown) => say({ failure: String(error) }));
});
addEventListener('resize', tellHeight);
say({ ready: true });
