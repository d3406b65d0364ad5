/*
 * Holds JSON against a JSON Schema, with ajv.
 *
 *     node validate.mjs SCHEMA FILE     one document, or with .jsonl one a line
 *
 * SCHEMA is a file, or "cyclonedx": the published schema of CycloneDX 1.6 as
 * its library carries it. Modules are those of tests/page, in the folder that
 * PAGE_MODULES names. Prints what is wrong, at most ten lines of it. Exits
 * with 0 when all fits, 1 when not, 77 without the modules.
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , schemaName, file] = process.argv;
const from = process.env.PAGE_MODULES ? pathToFileURL(resolve(process.env.PAGE_MODULES) + '/') :
	new URL('page/', import.meta.url);
const require = createRequire(from);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

function modules() {
	try {
		return { draft7: require('ajv'), draft2020: require('ajv/dist/2020'), formats: require('ajv-formats'),
			cyclonedx: dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')) };
	} catch {
		return process.exit(77);
	}
}

const { draft7, draft2020, formats, cyclonedx } = modules();

/* A reference may be written in any script; what no reference holds is refused (RFC 3987, 2.2). */
const iriReference = (text) => !/[\s<>"{}|\\^`]/.test(text);

function ofCycloneDX() {
	const folder = join(cyclonedx, 'res', 'schema');
	const ajv = new draft7({ strict: false, allErrors: true });

	formats(ajv);
	ajv.addFormat('iri-reference', iriReference);
	ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
	/* The schema names these by the names of their files. */
	for (const part of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
		ajv.addSchema(read(join(folder, part)), `http://cyclonedx.org/schema/${part}`);
	return ajv.compile(read(join(folder, 'bom-1.6.SNAPSHOT.schema.json')));
}

function ofOurs() {
	const ajv = new draft2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });

	formats(ajv);
	return ajv.compile(read(schemaName));
}

const holds = schemaName === 'cyclonedx' ? ofCycloneDX() : ofOurs();
const text = readFileSync(file, 'utf8');
const documents = file.endsWith('.jsonl') ? text.split('\n').filter((line) => line) : [text];
const problems = [];

documents.forEach((document, number) => {
	if (!holds(JSON.parse(document)))
		for (const error of holds.errors)
			problems.push(`${number + 1}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
});
if (documents.length === 0)
	problems.push('there is nothing to look at');
for (const problem of problems.slice(0, 10))
	console.log(problem);
process.exit(problems.length ? 1 : 0);
