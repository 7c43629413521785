import { describe, expect, it } from 'vitest';
import type { RunInject } from '../../core/run';
import { actsOf } from './acts';

const inject = (more: Partial<RunInject>) =>
	({ state: 'waiting', is_held: false, done_time: null, ...more } as RunInject);

describe('acts on an inject', () => {
	it('are those of its state', () => {
		expect(actsOf(inject({}), 'running')).toEqual(['release', 'delay', 'hold', 'skip']);
		expect(actsOf(inject({ is_held: true }), 'paused')).toContain('let_go');
		expect(actsOf(inject({ state: 'released' }), 'running')).toEqual(['outcome', 'finish']);
		expect(actsOf(inject({ state: 'skipped' }), 'running')).toEqual([]);
	});
	it('are none before the start and after the end', () => {
		expect(actsOf(inject({}), 'prepared')).toEqual([]);
		expect(actsOf(inject({}), 'ended')).toEqual([]);
	});
});
