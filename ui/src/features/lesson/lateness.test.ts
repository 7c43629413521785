import { describe, expect, it } from 'vitest';
import { byUrgency, isLate } from './lateness';

const task = (id: string, state: string, due_on: string | null) =>
	({ id, version: 1, state, due_on });

describe('lateness of tasks', () => {
	it('is only for work that is not finished and has a day', () => {
		expect(isLate(task('a', 'in_progress', '2025-01-01'), '2025-01-02')).toBe(true);
		expect(isLate(task('a', 'in_progress', '2025-01-02'), '2025-01-02')).toBe(false);
		expect(isLate(task('a', 'closed', '2025-01-01'), '2025-01-02')).toBe(false);
		expect(isLate(task('a', 'accepted', null), '2025-01-02')).toBe(false);
	});
	it('puts the late first and the finished last', () => {
		const tasks = [task('closed', 'closed', '2024-01-01'), task('undated', 'proposed', null),
			task('soon', 'accepted', '2025-03-01'), task('late', 'accepted', '2024-12-01')];
		expect(tasks.sort(byUrgency('2025-01-01')).map((each) => each.id))
			.toEqual(['late', 'soon', 'undated', 'closed']);
	});
});
