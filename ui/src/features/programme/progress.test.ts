import { describe, expect, it } from 'vitest';
import { cellsOf, type Figures, gradeCounts, marksOf, type Progress, safetyOf, yearsOf }
	from './progress';

const cell = (year: number | null) =>
	({ year, exercise_id: `e${year}`, scheduled_id: null, state: 'held', grade: 'good',
		provisional: false, kind: 'commune' });
const progress = { years: [2021, 2022, null], rows: [
	{ unit_id: 'a', cells: [cell(2021), cell(2021)] }, { unit_id: 'b', cells: [] },
] } as unknown as Progress;
const figures = (values: Figures['figures']): Figures => ({ figures: values, rows: {},
	checkpoint: null });

describe('term table', () => {
	it('keeps all exercises of a unit in a year', () => {
		expect(cellsOf(progress.rows[0]!, 2021)).toHaveLength(2);
		expect(cellsOf(progress.rows[0]!, 2022)).toHaveLength(0);
	});
	it('has a column for the unknown year only when something stands in it', () => {
		expect(yearsOf(progress)).toEqual([2021, 2022]);
		progress.rows[1]!.cells.push(cell(null));
		expect(yearsOf(progress)).toEqual([2021, 2022, null]);
	});
	it('explains the marks that stand in it, and no others', () => {
		const cells = [cell(2021), { ...cell(2022), provisional: true },
			{ ...cell(2023), grade: null, state: 'planned' }];
		expect(marksOf({ rows: [{ cells }] } as unknown as Progress))
			.toEqual({ confirmed: true, provisional: true, states: ['planned'] });
		expect(marksOf({ rows: [] } as unknown as Progress))
			.toEqual({ confirmed: false, provisional: false, states: [] });
	});
	it('counts grades that occur', () => {
		expect(gradeCounts(figures({ 'units.done': 8, 'grade.excellent': 3, 'grade.good': 5,
			'grade.completed': 0, 'grade.unknown': null })))
			.toEqual([{ grade: 'excellent', key: 'grade.excellent', count: 3 },
				{ grade: 'good', key: 'grade.good', count: 5 }]);
	});
	it('calls nothing safe that is not known to be', () => {
		expect(safetyOf(figures({ 'safety.incidents': null }))).toBe('unknown');
		expect(safetyOf(figures({}))).toBe('unknown');
		expect(safetyOf(figures({ 'safety.incidents': 0 }))).toBe('safe');
		expect(safetyOf(figures({ 'safety.incidents': 2 }))).toBe('incidents');
	});
});
