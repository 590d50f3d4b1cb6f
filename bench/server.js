/** A service for the benchmarks: any run, any number of results, every override accepted. Prints its port. */
import { createServer } from 'node:http';

const latency = Number(process.argv[2] ?? 0);
const listed = Number(process.argv[3] ?? 0);

const run = (/** @type {string} */ id) =>
  `{"id":${id},"executionId":57,"result":"FAILURE","status":"STATUS_COMPLETED"}`;
const testCases = Array.from(
  { length: listed },
  (_, index) =>
    `{"testCaseId":${index + 1},"testCaseName":"Test case number ${index + 1}","testCaseResultId":${index + 1},"result":"FAILURE","isDataDrivenCase":false,"iterationResults":[],"testSuiteId":31,"testSuiteName":"Smoke","testSuiteResultId":7,"machineId":71,"machineTitle":"Windows Chrome","machineResultId":9}`,
);
const listing = (/** @type {string} */ id) =>
  `{"executionId":57,"executionResultId":${id},"result":"FAILURE","status":"STATUS_COMPLETED","testCases":[${testCases.join(',')}]}`;
const overridden = '{"errors":[],"message":"Overridden the results successfully"}';

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    setTimeout(() => {
      const [, id = '', part] = /execution_results\/(\d+)(?:\/(\w+))?/.exec(request.url ?? '') ?? [];
      const body = part === 'override' ? overridden : part === 'test_case_results' ? listing(id) : run(id);
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    }, latency);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
