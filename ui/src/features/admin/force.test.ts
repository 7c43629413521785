import { describe, expect, it } from 'vitest';
import { forceOf } from './force';

const grant = (valid_from: string | null, valid_to: string | null) =>
	({ id: 'g', version: 1, valid_from, valid_to });

describe('the time of a grant', () => {
	it('is open where no day is written', () => {
		expect(forceOf(grant(null, null), '2025-07-01')).toBe('now');
	});
	it('begins on its first day and ends before its last', () => {
		expect(forceOf(grant('2025-07-01', '2025-08-01'), '2025-06-30')).toBe('later');
		expect(forceOf(grant('2025-07-01', '2025-08-01'), '2025-07-01')).toBe('now');
		expect(forceOf(grant('2025-07-01', '2025-08-01'), '2025-08-01')).toBe('over');
	});
});
