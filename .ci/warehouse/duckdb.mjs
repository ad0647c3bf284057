// Runs a query over a CSV file in DuckDB and prints what it returns as CSV: node duckdb.mjs LOG.csv QUERY.sql
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { DuckDBInstance } = createRequire(process.cwd() + '/')('@duckdb/node-api')
const [log, query] = process.argv.slice(2)
const database = await DuckDBInstance.create(':memory:')
const connection = await database.connect()
await connection.run(`CREATE TABLE the_log AS SELECT * FROM read_csv('${log.replaceAll("'", "''")}', header = true, nullstr = '',
  columns = {'ticket': 'VARCHAR', 'at': 'TIMESTAMP', 'did': 'VARCHAR', 'state': 'VARCHAR', 'assigned to': 'VARCHAR', 'who': 'VARCHAR', 'prio': 'VARCHAR', 'seq': 'BIGINT'})`)
const result = await connection.runAndReadAll(readFileSync(query, 'utf8'))
const cell = (value) => /[",\n]/.test(String(value)) ? '"' + String(value).replaceAll('"', '""') + '"' : String(value)
console.log([result.columnNames(), ...result.getRows()].map((row) => row.map(cell).join(',')).join('\n'))
