/** The playground's page. */

import { render } from 'preact';
import sample from '../../../fixtures/seoul-busan/topology.yaml';
import { makeSwitch } from '../common/theme.ts';
import { App } from './app.tsx';
import { Engine } from './engine.ts';
import { decodeShared, isShared } from './share.ts';

const engine = new Engine(() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));

/** Every address that is opened begins anew. */
let opened = 0;

async function open(place: Element): Promise<void> {
  const turn = ++opened;
  const { hash } = location;
  const shared = await decodeShared(hash);
  if (turn !== opened) return;
  const isPlace = hash === '' || document.getElementById(hash.slice(1)) !== null;
  const notice =
    isPlace || shared ? undefined : 'The address holds no topology that can be read: this is the sample.';
  render(
    <App
      key={turn}
      engine={engine}
      sample={sample}
      text={shared?.text ?? sample}
      start={shared?.start ?? sample}
      notice={notice}
    />,
    place,
  );
}

const place = document.querySelector('#app');
const button = document.querySelector<HTMLButtonElement>('#theme');
if (button) makeSwitch(button);
if (place) {
  place.replaceChildren();
  window.addEventListener('hashchange', () => {
    // A link within the page leaves the editor as it is.
    if (isShared(location.hash)) void open(place);
  });
  void open(place);
}
