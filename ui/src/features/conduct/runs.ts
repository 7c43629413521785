// Which run a screen is about when nobody chose: the one that goes on, then the newest.

import type { Run } from '../../core/run';

const RANK: Record<string, number> =
	{ running: 0, paused: 0, interrupted: 1, prepared: 2, ended: 3 };

export const byUse = (a: Run, b: Run): number =>
	(RANK[a.state] ?? 4) - (RANK[b.state] ?? 4) || b.id.localeCompare(a.id);
