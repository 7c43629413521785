import { describe, expect, it } from 'vitest';
import { columns, editable, formatValue, kindOf, Metadata, namedBy, titleOf } from './metadata';

const known = new Metadata([
	{ name: 'unit', plural: 'units', vi: 'Đơn vị', en: 'Unit', fields: [
		{ name: 'id', type: 'id', fixed: true }, { name: 'version', type: 'integer', read_only: true },
		{ name: 'name', type: 'text', vi: 'Tên', en: 'Name', max: 200, required: true },
		{ name: 'tier', type: 'word', vi: 'Cấp', en: 'Tier',
			words: [{ word: 'commune', vi: 'Xã', en: 'Commune' }] },
		{ name: 'note', type: 'text', max: 2000 },
		{ name: 'cost', type: 'money' }, { name: 'year', type: 'integer' },
		{ name: 'share', type: 'integer', decimals: 1 },
		{ name: 'valid_from', type: 'date' }] as never },
	{ name: 'post', plural: 'posts', fields: [
		{ name: 'unit_id', type: 'id', refers_to: 'unit' }] as never },
]);
const unit = known.type('unit')!;
const say = { yes: 'Có', no: 'Không', label: (label: string) => label };
const shown = (name: string, value: unknown) =>
	formatValue(known.field('unit', name)!, value, 'vi', say);

describe('metadata', () => {
	it('chooses the control from the description', () => {
		expect(unit.fields.map(kindOf)).toEqual(['text', 'number', 'text', 'word', 'long', 'money',
			'number', 'number', 'date']);
		expect(kindOf(known.field('posts', 'unit_id')!)).toBe('reference');
	});
	it('lets a person fill in what the program does not set', () => {
		expect(editable(unit, false).map((field) => field.name))
			.toEqual(['name', 'tier', 'note', 'cost', 'year', 'share', 'valid_from']);
		expect(columns(unit).map((field) => field.name))
			.toEqual(['name', 'tier', 'cost', 'year', 'share', 'valid_from']);
	});
	it('puts what a record is called into the first column, however long', () => {
		const task = new Metadata([{ name: 'corrective_task', plural: 'corrective_tasks', fields: [
			{ name: 'id', type: 'id' }, { name: 'due_on', type: 'date' },
			{ name: 'task', type: 'text', long: true }, { name: 'evidence', type: 'text', long: true },
		] as never }]).type('corrective_task')!;
		expect(columns(task).map((field) => field.name)).toEqual(['task', 'due_on']);
	});
	it('shows no column for what the place already tells', () => {
		expect(columns(unit, 6, ['tier', 'cost']).map((field) => field.name))
			.toEqual(['name', 'year', 'share', 'valid_from']);
	});
	it('finds what hangs on a record', () => {
		expect(known.children('unit').map((child) => child.type.plural)).toEqual(['posts']);
	});
	it('prints values in words; unknown stays empty, zero stays zero', () => {
		expect(shown('tier', 'commune')).toBe('Xã');
		expect(shown('tier', 'hamlet')).toBe('hamlet');
		expect(shown('cost', 1500000)).toBe('1.500.000 đ');
		expect(shown('cost', null)).toBe('');
		expect(shown('cost', 0)).toBe('0 đ');
		expect(shown('year', 2025)).toBe('2025');
		expect(shown('share', 125)).toBe('12,5');
		expect(shown('valid_from', '2025-07-01')).toBe('01/07/2025');
	});
	it('knows a record without a title by what it is about', () => {
		const post = known.type('post')!;
		expect(namedBy(post, { id: 'x', version: 1, unit_id: 'u' })?.name).toBe('unit_id');
		expect(namedBy(post, { id: 'x', version: 1, unit_id: 'u', name: 'Trưởng ban' })).toBeUndefined();
		expect(namedBy(post, { id: 'x', version: 1 })).toBeUndefined();
	});
	it('calls a record by its name, or by its kind', () => {
		expect(titleOf(unit, { id: 'x', version: 1, name: 'Ea Na' }, 'vi')).toBe('Ea Na');
		expect(titleOf(unit, { id: 'abcdef123456', version: 1 }, 'en')).toBe('Unit 123456');
		const both = { id: 'x', version: 1, name: 'Hoàn thành tốt', name_en: 'Good' };
		expect([titleOf(unit, both, 'vi'), titleOf(unit, both, 'en')])
			.toEqual(['Hoàn thành tốt', 'Good']);
	});
});
