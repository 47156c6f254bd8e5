/** The playground's page. */

import { render } from 'preact';
import sample from '../../../fixtures/seoul-busan/topology.yaml';
import { makeSwitch } from '../common/theme.ts';
import { App } from './app.tsx';
import { Engine } from './engine.ts';
import { decodeShared } from './share.ts';

const engine = new Engine(new URL('./worker.js', import.meta.url));

/** Every address that is opened begins anew. */
let opened = 0;

async function open(place: Element): Promise<void> {
  const turn = ++opened;
  const { hash } = location;
  const shared = hash === '' ? undefined : await decodeShared(hash);
  if (turn !== opened) return;
  const notice =
    hash === '' || shared ? undefined : 'The address holds no topology that can be read: this is the sample.';
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
  window.addEventListener('hashchange', () => void open(place));
  void open(place);
}
