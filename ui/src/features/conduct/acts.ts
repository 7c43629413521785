// What controllers can do with an inject of a run.

import type { RunInject } from '../../core/run';

export type InjectAct = 'release' | 'delay' | 'hold' | 'let_go' | 'skip' | 'outcome' | 'finish';

/** Those that make sense now; the server decides. */
export function actsOf(inject: RunInject, runState: string): InjectAct[] {
	if (runState !== 'running' && runState !== 'paused') return [];
	if (inject.state === 'waiting')
		return ['release', 'delay', inject.is_held ? 'let_go' : 'hold', 'skip'];
	if (inject.state !== 'released') return [];
	return inject.done_time === null ? ['outcome', 'finish'] : ['outcome'];
}

/** One key each, on the selected inject. */
export const ACT_KEYS: Record<string, InjectAct> = { Enter: 'release', s: 'skip', d: 'delay',
	h: 'hold' };
