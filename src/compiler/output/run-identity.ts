import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../text/error-code.ts';

/** Who writes: lets one run tell whether another is still there. */
export interface RunIdentity {
  readonly pid: number;
  /** Where the number means something. */
  readonly place: string;
  /** Whether a process of this number exists in this place. */
  isRunning(pid: number): boolean;
}

/** This process. */
export function thisRun(): RunIdentity {
  return { pid: process.pid, place: `${hostname()}-${processNamespace()}`, isRunning };
}

/** Containers may share a host name and yet not see each other's processes. */
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
