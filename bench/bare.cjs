/** What somebody would write by hand: node:https, the same requests, no check of anything. */
const https = require('node:https');
const http = require('node:http');

const [, , base = '', count = '1', batchSize = '100'] = process.argv;
const agent = new http.Agent({ keepAlive: true });

/** @param {number} first @param {number} last */
function put(first, last) {
  const body = JSON.stringify(
    Array.from({ length: last - first }, (_, index) => ({
      testCaseResultId: first + index + 1,
      comment: 'Overridden from GitHub Actions',
      result: 'SUCCESS',
    })),
  );
  const client = base.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(
      `${base}/api/v1/execution_results/239/override`,
      {
        method: 'PUT',
        agent,
        headers: {
          authorization: 'Bearer bench',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => response.resume().on('end', resolve),
    );
    request.on('error', reject).end(body);
  });
}

(async () => {
  for (let first = 0; first < Number(count); first += Number(batchSize)) {
    await put(first, Math.min(first + Number(batchSize), Number(count)));
  }
  agent.destroy();
})();
