// What the program says about its records: fields, labels, words. Forms, tables and the
// history are made from it, so that a new field of the server needs no change here.

import { type AnyRecord, get } from './api';
import { formatExerciseTime, formatSpan } from './exercise_time';
import { formatDay, formatMoment } from './time';
import { capital, formatNumber, formatScaled } from './text';

export interface WordInfo {
	word: string;
	vi: string;
	en: string;
}

export interface FieldInfo {
	name: string;
	type: string;
	vi: string;
	en: string;
	help: string;
	words: WordInfo[];
	required: boolean;
	read_only: boolean;
	fixed: boolean;
	long: boolean;
	min: number | null;
	max: number | null;
	/** Of a whole number: people write value / 10^decimals. */
	decimals: number;
	refers_to: string | null;
}

export interface TypeInfo {
	name: string;
	plural: string;
	vi: string;
	en: string;
	help: string;
	/** What one must be allowed, to see these records or to write them. */
	read_right: string;
	write_right: string;
	/** Whether there are such routes; whether one may call them is said by the right. */
	adds: boolean;
	changes: boolean;
	removes: boolean;
	fields: FieldInfo[];
}

export type Kind = 'text' | 'long' | 'number' | 'real' | 'money' | 'boolean' | 'date'
	| 'moment' | 'exercise_time' | 'span' | 'word' | 'label' | 'reference' | 'scope' | 'rights';

const LONG_FROM = 400;

/** The control and the way of printing that a field asks for. */
export function kindOf(field: FieldInfo): Kind {
	if (field.type === 'label' || field.name === 'label') return 'label';
	if (field.name === 'within_id') return 'scope';
	if (field.name === 'rights') return 'rights';
	if (field.words.length > 0 || field.type === 'word') return 'word';
	if (field.refers_to) return 'reference';
	switch (field.type) {
	case 'exercise_time': return 'exercise_time';
	case 'integer': case 'optional_integer':
		// Lengths of time are kept in microseconds; nobody reads those.
		return /_us$/.test(field.name) && field.name !== 'anchor_boot_us' ? 'span' : 'number';
	case 'real': return 'real';
	case 'money': return 'money';
	case 'bool': case 'boolean': return 'boolean';
	case 'date': return 'date';
	case 'instant': return 'moment';
	default:
		return field.long || (field.max ?? 0) >= LONG_FROM ? 'long' : 'text';
	}
}

/** Each language is called by its own name, as in the switch. */
const LANGUAGES: WordInfo[] = [{ word: 'vi', vi: 'Tiếng Việt', en: 'Tiếng Việt' },
	{ word: 'en', vi: 'English', en: 'English' }];

function fill(given: Partial<FieldInfo> & { label?: string }): FieldInfo {
	const name = given.name ?? '';
	return {
		name,
		type: given.type ?? 'text',
		vi: given.vi || name,
		en: given.en || given.label || name,
		help: given.help ?? '',
		words: name === 'language' ? LANGUAGES : given.words ?? [],
		required: given.required ?? false,
		read_only: given.read_only ?? false,
		fixed: given.fixed ?? false,
		long: given.long ?? false,
		min: given.min ?? null,
		max: given.max ?? null,
		decimals: given.decimals ?? 0,
		refers_to: given.refers_to || null,
	};
}

export class Metadata {
	private byName = new Map<string, TypeInfo>();
	private byPlural = new Map<string, TypeInfo>();

	constructor(types: (Partial<TypeInfo> & { name: string; plural: string })[]) {
		for (const given of types) {
			const type: TypeInfo = { name: given.name, plural: given.plural,
				vi: given.vi || given.name, en: given.en || given.name, help: given.help ?? '',
				read_right: given.read_right ?? '', write_right: given.write_right ?? '',
				adds: given.adds ?? true, changes: given.changes ?? true,
				removes: given.removes ?? true,
				fields: (given.fields ?? []).map(fill) };
			this.byName.set(type.name, type);
			this.byPlural.set(type.plural, type);
		}
	}

	type(name: string): TypeInfo | undefined {
		return this.byName.get(name) ?? this.byPlural.get(name);
	}

	types(): TypeInfo[] {
		return [...this.byName.values()];
	}

	field(type: string, name: string): FieldInfo | undefined {
		return this.type(type)?.fields.find((field) => field.name === name);
	}

	/** The types that point to this one, with the field they do it by. */
	children(type: string): { type: TypeInfo; field: FieldInfo }[] {
		return this.types().flatMap((child) => child.fields
			.filter((field) => field.refers_to === type && field.name !== 'scope_id')
			.map((field) => ({ type: child, field })));
	}

	word(type: string, field: string, word: unknown, language: string): string {
		const found = this.field(type, field)?.words.find((entry) => entry.word === word);
		if (!found) return String(word ?? '');
		return capital(language === 'vi' ? found.vi : found.en);
	}
}

/** The fields a person may fill in. */
export function editable(type: TypeInfo, adding: boolean): FieldInfo[] {
	return type.fields.filter((field) => !field.read_only && (adding || !field.fixed) &&
		!['id', 'version', 'scope_id'].includes(field.name));
}

const TITLES = ['full_name', 'display_name', 'name', 'title', 'theme', 'text', 'statement', 'task',
	'objective', 'subject', 'heading', 'login', 'number_symbol', 'code', 'summary', 'description'];

/** The field that a record of this type is called by. */
export const titleField = (type: TypeInfo): FieldInfo | undefined =>
	TITLES.map((name) => type.fields.find((field) => field.name === name)).find(Boolean);

const NO_COLUMN = ['id', 'version', 'scope_id', 'label', 'search_key'];

/** What tells records of a kind apart; the other kinds show their first fields. */
const COLUMNS: Record<string, string[]> = {
	programme: ['name', 'term_label', 'first_year', 'last_year', 'issuing_unit_id', 'state'],
	exercise: ['theme', 'host_unit_id', 'kind_id', 'year', 'starts_on', 'state'],
	result: ['unit_id', 'grade_level_id', 'state', 'grader_unit_id', 'grader_name', 'graded_on'],
	finding: ['statement', 'kind', 'element', 'exercise_id', 'unit_id', 'repeated'],
	corrective_task: ['task', 'owner_unit_id', 'owner_name', 'due_on', 'state'],
	plan: ['name', 'code', 'holder_unit_id', 'plan_version', 'review_due_on', 'state'],
	plan_revision: ['plan_id', 'version_before', 'version_after', 'revised_on', 'finding_id'],
	target: ['kind_id', 'rule', 'count', 'share', 'legal_basis_id'],
	legal_basis: ['reference', 'title', 'issuer', 'issued_on'],
	scheduled_exercise: ['unit_id', 'kind_id', 'year', 'starts_on', 'ends_on'],
	participation: ['unit_id', 'role', 'people'],
	score: ['criterion_id', 'value', 'not_observed', 'evaluator_id'],
	incident: ['kind', 'severity', 'happened_on', 'description'],
	succession: ['from_unit_id', 'to_unit_id', 'kind', 'extent', 'date', 'certain'],
	run: ['name', 'exercise_id', 'kind', 'state', 'started_at', 'ended_at'],
	account: ['display_name', 'login', 'clearance', 'second_factor', 'disabled'],
};

/** The fields worth a column when nobody chose: what it is called, then the short ones in the
    order of the description. `known` says which ones the place already tells. */
export function columns(type: TypeInfo, most = 6, known: readonly string[] = []): FieldInfo[] {
	const chosen = (COLUMNS[type.name] ?? []).filter((name) => !known.includes(name))
		.flatMap((name) => type.fields.find((field) => field.name === name) ?? []);
	if (chosen.length > 0) return chosen;
	const title = titleField(type);
	const short = type.fields.filter((field) => field !== title && !known.includes(field.name) &&
		!NO_COLUMN.includes(field.name) && kindOf(field) !== 'long' &&
		!/_(at|hash|key)$/.test(field.name));
	return (title ? [title, ...short] : short).slice(0, most);
}

/** What a record is called where there is room for one line. */
export function titleOf(type: TypeInfo | undefined, record: AnyRecord, language: string): string {
	for (const name of language === 'en' ? ['name_en', ...TITLES] : TITLES) {
		const value = record[name];
		if (typeof value === 'string' && value !== '')
			return value.length > 120 ? `${value.slice(0, 117)}…` : value;
	}
	const noun = type ? capital(language === 'vi' ? type.vi : type.en) : '';
	return `${noun} ${record.id.slice(-6)}`.trim();
}

const NAMERS = ['unit_id', 'plan_id', 'account_id', 'person_id', 'criterion_id', 'kind_id',
	'owner_unit_id', 'from_unit_id', 'exercise_id', 'programme_id'];

/** A record without a title of its own is known by what it is about: the field that says so. */
export function namedBy(type: TypeInfo, record: AnyRecord): FieldInfo | undefined {
	if (TITLES.some((name) => typeof record[name] === 'string' && record[name] !== ''))
		return undefined;
	return NAMERS.flatMap((name) => type.fields.find((field) => field.name === name) ?? [])
		.find((field) => typeof record[field.name] === 'string');
}

/** A value without references, as a person reads it. */
export function formatValue(field: FieldInfo, value: unknown, language: string,
	say: { yes: string; no: string; label: (label: string) => string }): string {
	if (value === null || value === undefined || value === '') return '';
	switch (kindOf(field)) {
	case 'date': return formatDay(String(value));
	case 'moment': return formatMoment(String(value));
	case 'money': return `${formatNumber(Number(value), language)} đ`;
	case 'number':
		if (field.decimals > 0) return formatScaled(Number(value), field.decimals, language, 0);
		return /year$/.test(field.name) ? String(value) : formatNumber(Number(value), language);
	case 'real': return formatNumber(Number(value), language);
	case 'exercise_time': return formatExerciseTime(Number(value), Number(value) % 60_000_000 !== 0);
	case 'span': return formatSpan(Number(value));
	case 'boolean': return value === true ? say.yes : say.no;
	case 'label': return say.label(String(value));
	case 'word': {
		const found = field.words.find((entry) => entry.word === value);
		return found ? capital(language === 'vi' ? found.vi : found.en) : String(value);
	}
	default: return String(value);
	}
}

export async function loadMetadata(): Promise<Metadata> {
	const answer = await get<{ types: TypeInfo[] }>('describe/fields');
	return new Metadata(answer.types);
}
