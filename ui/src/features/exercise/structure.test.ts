import { describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../core/api';
import { Metadata } from '../../core/metadata';
import { countLevels, countWords, levelsOf, readTree } from './structure';

const type = (name: string, plural: string, field: string, above: string) =>
	({ name, plural, fields: [{ name: field, type: 'id', refers_to: above }] as never });
const known = new Metadata([
	type('phase', 'phases', 'exercise_id', 'exercise'),
	type('training_problem', 'training_problems', 'phase_id', 'phase'),
	type('content', 'contents', 'problem_id', 'training_problem'),
]);
const rows: Record<string, AnyRecord[]> = {
	phases: [{ id: 'p2', version: 1, exercise_id: 'e', number: 10 },
		{ id: 'p1', version: 1, exercise_id: 'e', number: 2 }],
	training_problems: [{ id: 't1', version: 1, phase_id: 'p1' }],
	contents: [{ id: 'c1', version: 1, problem_id: 't1', method: 'meeting' },
		{ id: 'c2', version: 1, problem_id: 't1', method: 'live' },
		{ id: 'c3', version: 1, problem_id: 't1', method: 'meeting' }],
};
const list = async (plural: string, query: Record<string, string>) =>
	(rows[plural] ?? []).filter((row) => Object.entries(query).every(([k, v]) => row[k] === v));

describe('structure of an exercise', () => {
	it('follows the description from level to level and stops where it stops', () => {
		expect(levelsOf(known).map((level) => level.parent))
			.toEqual(['exercise_id', 'phase_id', 'problem_id']);
	});
	it('reads the tree in the order of its numbers and counts it', async () => {
		const tree = await readTree(levelsOf(known), 'e', list);
		expect(tree.map((node) => node.record.id)).toEqual(['p1', 'p2']);
		expect(countLevels(tree, 3)).toEqual([2, 1, 3]);
		expect([...countWords(tree, 2, 'method')]).toEqual([['meeting', 2], ['live', 1]]);
	});
});
