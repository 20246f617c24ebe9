import { imageEncryption, imageScanning, imageTags } from "../../../policies/rules/image-repositories";
import { subject } from "../../helpers/subjects";

function repository(properties: object) {
  return subject({ resource: { aws_ecr_repository: { app: properties } } });
}

const address = "aws_ecr_repository.app";

describe("ECR-01", () => {
  test("lets immutable tags pass", () => {
    expect(imageTags.check(repository({ image_tag_mutability: "IMMUTABLE" }))).toEqual([]);
  });

  test.each([
    [{}, "image_tag_mutability is not set."],
    [{ image_tag_mutability: "MUTABLE" }, 'image_tag_mutability is "MUTABLE".'],
    [{ image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION" }, 'image_tag_mutability is "IMMUTABLE_WITH_EXCLUSION".'],
  ])("finds %j", (properties, found) => {
    expect(imageTags.check(repository(properties))).toEqual([{ address, found }]);
  });
});

describe("ECR-02", () => {
  test("lets scanning pass", () => {
    expect(imageScanning.check(repository({ image_scanning_configuration: { scan_on_push: true } }))).toEqual([]);
  });

  test.each([
    [{}, "scan_on_push is not set."],
    [{ image_scanning_configuration: [{ scan_on_push: false }] }, "scan_on_push is false."],
  ])("finds %j", (properties, found) => {
    expect(imageScanning.check(repository(properties))).toEqual([{ address, found }]);
  });
});

describe("ECR-03", () => {
  test("lets KMS pass", () => {
    expect(imageEncryption.check(repository({ encryption_configuration: [{ encryption_type: "KMS" }] }))).toEqual([]);
  });

  test.each([
    [{}, "encryption_type is not set."],
    [{ encryption_configuration: { encryption_type: "AES256" } }, 'encryption_type is "AES256".'],
  ])("finds %j", (properties, found) => {
    expect(imageEncryption.check(repository(properties))).toEqual([{ address, found }]);
  });
});
