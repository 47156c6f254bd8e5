import { expect, it } from 'vitest';
import type { Lab } from './lab.ts';
import { MODPROBE } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilStreaming } from './states.ts';

/** The bytes written to the watchdog device of a node. */
const WRITTEN = '/root/watchdog';

/**
 * Replaces the kernel's software watchdog by a pipe that belongs to root, like the device. A namespace has no kernel of its
 * own into which a module could be loaded; Patroni's test driver writes to a pipe what the real driver asks of the device.
 */
const SOFTDOG = `#!/bin/sh
[ "$*" = softdog ] || exit 1
mkfifo -m 600 /dev/watchdog
setsid -f sh -c 'exec cat > ${WRITTEN} < /dev/watchdog' > /dev/null 2>&1
`;

const OVERRIDE = '\noverrides: { patroni: { watchdog: { driver: testing } } }\n';

async function play(lab: Lab, report: Report): Promise<void> {
  const site = lab.primary;
  for (const node of site.members) await node.install([{ path: MODPROBE, text: SOFTDOG, mode: '755' }]);
  await lab.runbook.follow('prepare.');
  await report.step(`${site.name} is up by the runbook`, () => lab.runbook.follow(`bring-up.${site.name}.`));
  const leader = await untilStreaming(lab, site, '/primary');

  for (const node of site.members) {
    const device = await node.sh('stat -c "%U %a" /dev/watchdog');
    expect(device).toBe('postgres 600\n');
    // A timeout below the ttl, then a sign of life in each loop.
    if (node === leader)
      await lab.until(`the watchdog of ${node.name} is kept quiet`, 30, async () => {
        expect(await node.sh(`cat ${WRITTEN}`)).toMatch(/^Ctimeout=25\n1{3,}$/);
      });
    else expect(await node.sh(`cat ${WRITTEN}`)).toBe('');
  }
  expect(await leader.journal('patroni', 200)).toContain(
    'Watchdog test harness activated with 25 second timeout',
  );

  await leader.sh('systemctl stop patroni');
  await lab.until('who stops in good order takes the watchdog away', 30, async () => {
    expect(await leader.sh(`cat ${WRITTEN}`)).toMatch(/V$/);
  });
}

labDescribe('watchdog', () => {
  it(
    'the unit loads the module and gives the device to Patroni, and the leader alone arms it',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('watchdog', play, { edit: (text) => `${text.trimEnd()}\n${OVERRIDE}` }),
  );
});
