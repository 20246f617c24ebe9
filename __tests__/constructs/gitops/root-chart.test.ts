import { platformProject, rootApplication } from "../../../constructs/gitops/argo-cd-objects";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { rootChartValues } from "../../../constructs/gitops/root-chart";
import { props } from "./example";

const description = bootstrap(props);
const project = platformProject(description);
const root = rootApplication(description);

describe("rootChartValues", () => {
  test("hold project and Application as the other deliveries make them, by name", () => {
    const { metadata: projectMetadata, spec: projectSpec } = project;
    const { metadata: rootMetadata, spec: rootSpec } = root;
    expect(rootChartValues([project], [root])).toEqual({
      projects: {
        platform: {
          namespace: "argocd",
          additionalAnnotations: projectMetadata["annotations"],
          ...Object(projectSpec),
        },
      },
      applications: {
        root: { namespace: "argocd", additionalAnnotations: rootMetadata["annotations"], ...Object(rootSpec) },
      },
    });
  });

  test.each([[[]], [{}], [false], [0], [""], [null]])(
    "refuse %j right below spec, which the chart would drop",
    (value) => {
      const broken = { ...project, spec: { description: "A project.", sourceRepos: value } };
      expect(() => rootChartValues([broken], [])).toThrow(
        'AppProject platform: the chart argocd-apps leaves out an empty "sourceRepos".',
      );
    },
  );

  test("refuse an object without a spec", () => {
    const { spec: _, ...broken } = root;
    expect(() => rootChartValues([], [broken])).toThrow("Application root has no spec.");
  });
});
