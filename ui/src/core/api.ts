// The one door to the server: typed calls, versions, problems. Nothing here knows a screen.

import { composed } from './text';
import type { Fields } from './merge';

export interface AnyRecord extends Fields {
	id: string;
	version: number;
	label?: string;
}

export interface Page<T> {
	items: T[];
	next: string | null;
}

export interface FieldProblem {
	pointer: string;
	code: string;
	message: string;
}

/** What the server refused and why, already in the reader's language. */
export class ApiFault extends Error {
	constructor(
		readonly code: string,
		readonly status: number,
		readonly title: string,
		readonly detail = '',
		readonly errors: FieldProblem[] = [],
		readonly current: AnyRecord | null = null,
		readonly instance = '',
	) {
		super(detail || title);
	}

	/** Messages by field name, for the form. */
	fields(): Record<string, string> {
		const found: Record<string, string> = {};
		for (const problem of this.errors) {
			const name = problem.pointer.replace(/^#?\//, '').split('/')[0] ?? '';
			found[name] = found[name] ? `${found[name]} ${problem.message}` : problem.message;
		}
		return found;
	}
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface CallOptions {
	query?: Query;
	body?: unknown;
	/** A file or text sent as it is. */
	raw?: Blob | string;
	contentType?: string;
	accept?: string;
	version?: number;
	create?: boolean;
	signal?: AbortSignal;
}

export interface ApiSettings {
	language: () => string;
	fetch: typeof fetch;
	/** Called once when the session is no longer valid. */
	onSignedOut: () => void;
	/** The server answers, but cannot write a change down. */
	onReadOnly: (reason: string) => void;
	/** Said when the server cannot be reached. */
	unreachable: () => string;
}

const settings: ApiSettings = {
	language: () => 'vi',
	fetch: (...given) => fetch(...given),
	onSignedOut: () => undefined,
	onReadOnly: () => undefined,
	unreachable: () => 'offline',
};

export function configureApi(changes: Partial<ApiSettings>): void {
	Object.assign(settings, changes);
}

export const API = '/api/v1';

export function apiUrl(path: string, query: Query = {}): string {
	const pairs = Object.entries(query)
		.filter(([, value]) => value !== undefined && value !== null && value !== '')
		.map(([name, value]) =>
			`${encodeURIComponent(name)}=${encodeURIComponent(composed(String(value)))}`);
	return `${API}/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function composeValues(_key: string, value: unknown): unknown {
	return typeof value === 'string' ? composed(value) : value;
}

function headersOf(method: string, options: CallOptions): Record<string, string> {
	const headers: Record<string, string> = {
		'Accept': options.accept ?? 'application/json, application/problem+json',
		'Accept-Language': settings.language(),
	};
	if (options.body !== undefined)
		headers['Content-Type'] = method === 'PATCH'
			? 'application/merge-patch+json' : 'application/json';
	if (options.contentType) headers['Content-Type'] = options.contentType;
	if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
	if (options.create) headers['If-None-Match'] = '*';
	return headers;
}

async function faultOf(response: Response): Promise<ApiFault> {
	let problem: Record<string, unknown> = {};
	try {
		problem = await response.json() as Record<string, unknown>;
	} catch {
		// A proxy may answer without a body of ours; the status still says what happened.
	}
	const type = String(problem.type ?? '');
	return new ApiFault(type.split(':').pop() || `http_${response.status}`, response.status,
		String(problem.title ?? response.statusText), String(problem.detail ?? ''),
		(problem.errors as FieldProblem[] | undefined) ?? [],
		(problem.current as AnyRecord | undefined) ?? null, String(problem.instance ?? ''));
}

export async function call(method: string, path: string, options: CallOptions = {}):
	Promise<Response> {
	let response: Response;
	try {
		response = await settings.fetch(apiUrl(path, options.query), {
			method,
			headers: headersOf(method, options),
			body: options.raw ?? (options.body === undefined
				? undefined : JSON.stringify(options.body, composeValues)),
			credentials: 'same-origin',
			signal: options.signal,
		});
	} catch (reason) {
		if ((reason as Error).name === 'AbortError') throw reason;
		throw new ApiFault('offline', 0, settings.unreachable());
	}
	if (response.ok) return response;
	const fault = await faultOf(response);
	if (fault.code === 'not_signed_in') settings.onSignedOut();
	if (fault.code === 'disk_full') settings.onReadOnly(fault.code);
	throw fault;
}

export async function callJson<T>(method: string, path: string, options: CallOptions = {}):
	Promise<T> {
	const response = await call(method, path, options);
	if (response.status === 204) return undefined as T;
	const text = await response.text();
	return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const get = <T>(path: string, query: Query = {}): Promise<T> =>
	callJson<T>('GET', path, { query });
