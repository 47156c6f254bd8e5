import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../text/error-code.ts';

/** Identifies a run, so that another run can tell whether it still exists. */
export interface RunIdentity {
  readonly pid: number;
  /** The host and process namespace in which the pid is valid. */
  readonly place: string;
  /** Whether a process with this pid exists in this place. */
  isRunning(pid: number): boolean;
}

/** This process. */
export function thisRun(): RunIdentity {
  return { pid: process.pid, place: `${hostname()}-${processNamespace()}`, isRunning };
}

/** Containers may share a host name but not see each other's processes. */
function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
