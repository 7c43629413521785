// Holds every exchange of the test runs against the program's own description.
// Usage: validate.mjs OPENAPI.json EXCHANGES.ndjson
// Each line: {"method","path","status","type","body"} as a client saw it. Fails for an answer
// that its operation does not describe and for an operation that no test called.
// The last line is "N passed, N failed".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const [apiFile, exchangesFile] = process.argv.slice(2);
const api = JSON.parse(readFileSync(apiFile, 'utf8'));
const exchanges = readFileSync(exchangesFile, 'utf8').split('\n').filter(Boolean)
	.map((line) => JSON.parse(line));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(api, 'api');

/** Operations with a pattern of their path; fixed segments before parameters. */
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
	Object.entries(methods).filter(([method]) =>
		['get', 'put', 'post', 'patch', 'delete'].includes(method)).map(([method, operation]) => ({
		method: method.toUpperCase(), path, operation,
		fixed: path.split('/').filter((part) => !part.startsWith('{')).length,
		pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
			.replace(/\{[^}]+\}/g, '[^/]+')}$`),
		called: 0 }))).sort((a, b) => b.fixed - a.fixed);
const prefix = new URL(api.servers?.[0]?.url ?? '/', 'http://x').pathname.replace(/\/$/, '');

function operationOf(exchange) {
	const path = exchange.path.split('?')[0];
	const short = path.startsWith(prefix) ? path.slice(prefix.length) || '/' : path;
	return operations.find((each) => each.method === exchange.method &&
		(each.pattern.test(short) || each.pattern.test(path)));
}

function resolved(answer) {
	const name = answer?.$ref?.split('/').pop();
	return name ? api.components.responses[name] : answer;
}

const pointer = (parts) => parts.map((part) =>
	encodeURIComponent(String(part).replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');

function check(exchange) {
	const found = operationOf(exchange);
	if (!found) return exchange.path.startsWith('/api/') && ![404, 405].includes(exchange.status)
		? 'no such operation' : null;
	found.called++;
	const answers = found.operation.responses;
	const code = [String(exchange.status), `${String(exchange.status)[0]}XX`, 'default']
		.find((each) => each in answers);
	if (!code) return `status ${exchange.status} is not described`;
	const answer = resolved(answers[code]);
	const type = (exchange.type ?? '').split(';')[0];
	if (!answer.content) return exchange.body ? 'a body where none is described' : null;
	if (exchange.status === 304 || !exchange.body) return null;
	if ('*/*' in answer.content) return null;
	if (!(type in answer.content)) return `type ${type} is not described for ${code}`;
	if (!/json$/.test(type)) return null;
	const ref = answers[code].$ref;
	const where = ref ? `api${ref}/content/${pointer([type])}/schema`
		: `api#/paths/${pointer([found.path, found.method.toLowerCase(), 'responses', code, 'content',
			type, 'schema'])}`;
	const validate = ajv.getSchema(where);
	if (!validate) return `no schema at ${where}`;
	return validate(JSON.parse(exchange.body)) ? null : ajv.errorsText(validate.errors);
}

let passed = 0, failed = 0;
const said = new Set();
for (const exchange of exchanges) {
	const fault = check(exchange);
	if (fault === null) { passed++; continue; }
	failed++;
	const line = `${exchange.method} ${exchange.path.replace(/[0-9a-f-]{36}/g, ':id')} ` +
		`${exchange.status}: ${fault}`;
	if (!said.has(line) && said.size < 40) console.log(`FAIL ${line}`);
	said.add(line);
}
const untouched = operations.filter((each) => each.called === 0);
for (const each of untouched)
	console.log(`FAIL no test calls ${each.operation.operationId} (${each.method} ${each.path})`);
failed += untouched.length;
console.log(`${exchanges.length} exchanges, ${operations.length - untouched.length} of ` +
	`${operations.length} operations called`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
