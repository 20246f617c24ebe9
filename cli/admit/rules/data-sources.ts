import { dataSourcesOf, type PlacedBlock } from "../blocks";
import { isHarmless } from "../harmless-data";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import { peersOf, type AdmissionRule } from "../subject";

/**
 * A data source is read while the plan is made, with the plan's credentials, and what it read stands in the plan. So
 * it is one of the base branch's, unchanged, or of a type that tells nobody a secret and asks nobody but the cloud
 * itself.
 */
export const dataSources: AdmissionRule = (subject) => {
  const known = new Set(peersOf(subject).flatMap(({ json }) => dataSourcesOf(json).map(essence)));
  return dataSourcesOf(subject.stack.json)
    .filter((block) => !known.has(essence(block)) && !isHarmless(block))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is a data source that the base branch does not have, not like this.",
      remedy: MERGE_FIRST,
    }));
};

function essence({ labels, body }: PlacedBlock): string {
  return canonical([labels, body]);
}
