'use strict';
// As much of a web framework as botbuilder asks for: routes with parameters, parsed bodies, chained answers.
const http = require('http');

function start(routes) {
  const table = routes.map(([method, pattern, handler]) => {
    const names = [...pattern.matchAll(/:(\w+)/g)].map((m) => m[1]);
    return { method, path: new RegExp('^' + pattern.replace(/:\w+/g, '([^/]+)') + '$'), names, handler };
  });

  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => dispatch(request, response, Buffer.concat(chunks).toString('utf8')));
  });

  function dispatch(request, response, text) {
    const url = new URL(request.url, 'http://peer');
    const route = table.find((r) => r.method === request.method && r.path.test(url.pathname));
    response.status = (code) => Object.assign(response, { statusCode: code });
    response.header = (name, value) => response.setHeader(name, value);
    response.send = (body) => {
      if (body !== undefined && typeof body !== 'string') {
        response.setHeader('content-type', 'application/json; charset=utf-8');
      }

      response.end(typeof body === 'object' ? JSON.stringify(body) : body);
    };
    if (!route) {
      response.status(404).send();
      return;
    }

    const values = url.pathname.match(route.path).slice(1).map(decodeURIComponent);
    request.params = Object.fromEntries(route.names.map((name, i) => [name, values[i]]));
    request.query = Object.fromEntries(url.searchParams);
    request.body = text ? JSON.parse(text) : undefined;
    route.handler(request, response, () => {});
  }

  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server.address().port)));
}

module.exports = { start };
