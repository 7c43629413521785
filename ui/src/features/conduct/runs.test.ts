import { describe, expect, it } from 'vitest';
import type { Run } from '../../core/run';
import { byUse } from './runs';

const run = (id: string, state: string) => ({ id, state } as Run);

describe('the run that a screen is about', () => {
	it('is the one that goes on, then the newest', () => {
		const sorted = [run('1', 'ended'), run('2', 'prepared'), run('3', 'prepared'),
			run('4', 'paused')].sort(byUse);
		expect(sorted.map((each) => each.id)).toEqual(['4', '3', '2', '1']);
	});
});
