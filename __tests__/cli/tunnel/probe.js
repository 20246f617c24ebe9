// What somebody runs with the tunnel open: asks a host through the proxy, and writes down what it saw.
const { readFileSync, statSync, writeFileSync } = require("node:fs");
const { request } = require("node:http");

const [target, file] = process.argv.slice(2);
const { KUBE_PROXY_URL, KUBECONFIG } = process.env;
const { hostname, port } = new URL(KUBE_PROXY_URL);
const seen = {
  file: KUBECONFIG,
  kubeconfig: readFileSync(KUBECONFIG, "utf8"),
  awsKey: process.env.AWS_ACCESS_KEY_ID,
  mode: (statSync(KUBECONFIG).mode & 0o777).toString(8),
};
const finish = (more) => {
  writeFileSync(file, JSON.stringify({ ...seen, proxy: KUBE_PROXY_URL, ...more }));
  process.exit(more.status === 200 ? 0 : 3);
};
const asked = request({ host: hostname, port, method: "CONNECT", path: target });
asked.on("connect", (response, socket) => {
  if (response.statusCode !== 200) return finish({ status: response.statusCode });
  socket.on("data", (data) => finish({ status: 200, answer: data.toString() }));
  socket.write("hello");
});
asked.end();
