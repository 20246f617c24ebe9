import { chartsOf } from "../../../cli/charts/wanted";
import { inventoryOf } from "../../../catalog/inventory";
import { chosen, environmentWith, facts, testCatalog } from "../../catalog/example";
import { organization } from "../../helpers/environments";

test("every chart of an environment is wanted, with a sample in the place of each cluster fact", () => {
  const environment = environmentWith({ exporter: chosen("2.0.0") });
  const wanted = chartsOf(inventoryOf(environment, organization, { components: testCatalog, definitions: facts }));
  expect(wanted.map(({ component }) => component)).toEqual(["argo-cd", "exporter"]);
  expect(wanted[1]).toEqual({
    component: "exporter",
    environment: "staging",
    chart: { repository: "https://charts.example.org", name: "exporter", version: "2.0.0" },
    namespace: { name: "monitoring", podSecurity: "restricted", keep: false },
    values: { identity: "id:00000000-0000-4000-8000-000000000000", template: "{{ keep }}", flag: "yes" },
  });
});
