/** The first script of every page: it is read before anything is drawn, so that a chosen theme does not flash. */

import { begin } from './theme.ts';

begin();
