// Holds queries to the grammars of engines that are not at hand: node parse.js FOLDER, which has trino.sql and bigquery.sql. Bundled by esbuild, since
// one of the parsers is neither a proper module of the one kind nor of the other.
import { readFileSync } from 'node:fs'
import { TrinoSQL } from 'dt-sql-parser'
import BigQuery from 'node-sql-parser/build/bigquery.js'

const read = (name) => readFileSync(`${process.argv[2]}/${name}.sql`, 'utf8')
const problems = new TrinoSQL().validate(read('trino'))
if (problems.length > 0) throw new Error('Trino: ' + JSON.stringify(problems.slice(0, 3)))
new BigQuery.Parser().astify(read('bigquery'), { database: 'BigQuery' })
console.log('both queries are well formed')
