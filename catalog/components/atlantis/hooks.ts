/** Where the server's image has the packages of the `platform` command, installed from the lock file beside them. */
export const PACKAGES = "/opt/platform";

/** The variable with the token that the hooks act with: not GITHUB_TOKEN, which Terraform's provider would take. */
export const TOKEN_VARIABLE = "PLATFORM_GITHUB_TOKEN";

/**
 * What a server does before it looks for projects. It runs the base branch's `platform` command and nothing of the pull
 * request, whose stacks CI synthesized where no credential is. Atlantis shows this text when it fails.
 * @see https://www.runatlantis.io/docs/pre-workflow-hooks
 */
export const TAKE_STACKS = `set -eu
if [ "$BASE_BRANCH_NAME" != main ]; then echo "Only pull requests to main are planned."; exit 1; fi
if [ -n "$(git -C "$DIR" ls-files ci-cdktf.out)" ]; then echo "Nothing in ci-cdktf.out may be committed."; exit 1; fi
cd "$DIR/.git"
rm -rf platform received
mkdir platform
git -C "$DIR" archive refs/remotes/origin/main | tar -x -C platform
if ! cmp -s platform/package-lock.json ${PACKAGES}/package-lock.json; then echo "Build the server's image anew: main has other packages."; exit 1; fi
ln -s ${PACKAGES}/node_modules platform/node_modules
cd platform
GITHUB_TOKEN="$${TOKEN_VARIABLE}" node cli/run.js atlantis receive ../received
node cli/run.js atlantis place ../received "$DIR"
`;

/**
 * What a server does once it has planned: one comment, without secrets, about the stacks that differ from the base
 * branch. A plan that failed is in the comment, too.
 * @see https://www.runatlantis.io/docs/post-workflow-hooks
 */
export const COMMENT = `set -eu
cd "$DIR/.git/platform"
stacks=$(git -C "$DIR" ls-files --others --exclude-standard ci-cdktf.out/stacks | cut -d/ -f3 | sort -u)
if [ -z "$stacks" ]; then exit 0; fi
run=$(date +%s)
export GITHUB_REPOSITORY="$BASE_REPO_OWNER/$BASE_REPO_NAME" GITHUB_SHA="$HEAD_COMMIT" GITHUB_RUN_NUMBER="$run"
echo "$stacks" | xargs node cli/run.js plan --stacks ../received || true
GITHUB_TOKEN="$${TOKEN_VARIABLE}" node cli/run.js comment --pull "$PULL_NUM"
`;

/** Atlantis's own step would remove a lock file that Git doesn't know, and take newer providers. */
export const INIT = `terraform init -input=false -no-color $([ ! -f .terraform.lock.hcl ] || echo -lockfile=readonly)`;

/** The plan that is applied. Its text stays on the server: a value that a provider computed from a secret is not masked. */
export const PLAN = `terraform plan -input=false -no-color -lock-timeout=5m -out="$PLANFILE"`;

/** The line from which Atlantis knows whether there are changes, and how many. */
export const COUNT = `terraform show -no-color "$PLANFILE" | grep -E '^(Plan: |No changes[.]|Changes to Outputs)' || true`;
