import { MEANINGS } from '../lib/app/exit-status';
import { DEFAULT_VERSION, knownVersions } from '../lib/lines';

/** Help of `backstage-synth`. */
export const HELP = `Usage: backstage-synth [RELEASE] [options]
       backstage-synth COMMAND [options]

Renders OpenChoreo's Backstage portal as plain Kubernetes YAML: the objects that the OpenChoreo control-plane chart
renders for Backstage. RELEASE is the name of the release (default: openchoreo-control-plane).

Without RELEASE and options that describe a release, it renders what backstage.config.yaml describes, and --check or
--against compares that.

Commands, each with its own --help:
  render [RELEASE]          render, as without a command; for a release that has the name of a command
  effects BEFORE AFTER      print what a change of manifests does to a running portal
  preview [RELEASE]         show the values, findings and objects on a page that follows your changes
  hand-over                 give the fields of objects in a cluster to another field manager
  upgrade [RELEASE]         upgrade values files to a newer version of the chart

Configuration file:
      --config FILE         render what this file describes (default: backstage.config.yaml, if it exists)
      --only NAME           render or compare only this environment of the file

Values:
  -f, --values FILE         read values from a YAML or JSON file, or from standard input if FILE is -; repeatable,
                            later files override earlier ones; several files can be separated by commas
      --set-json PATH=JSON  set values to JSON, or merge a whole map of JSON; repeatable, overrides files
      --set PATH=VALUE      set values in Helm's syntax: a.b=1,c[0]=x,d={1,2}; overrides --set-json
      --set-string P=VALUE  same as --set, but every value is a string; overrides --set
      --set-file P=FILE     same as --set-string, with the content of a file; overrides --set-string
      --set-literal P=TEXT  set a value to the rest of the text as it is; overrides --set-file
  -n, --namespace NS        namespace of the release (default: openchoreo-control-plane)
      --namespace-object    render the Namespace, too
      --chart-version V     version of the control-plane chart (default: ${DEFAULT_VERSION}):
                            ${knownVersions()}
      --kube-version V      oldest version of Kubernetes that the objects are for, as 1.<minor> (default: the newest)
      --managed-by TOOL     value of the label app.kubernetes.io/managed-by: cdk8s or Helm (default: cdk8s);
                            Helm also adds the label helm.sh/chart

Defects and rules:
      --fidelity FIDELITY   exact: render the same as the chart, with its defects; corrected: fix them (default: exact)
      --correct DEFECT      fix one defect of the chart and keep the others; repeatable
      --allow RULE          accept values that break this rule, * for all rules; repeatable
      --strict              treat warnings as errors, except warnings of rules that --allow names
      --skip-warnings       print no warnings and infos
  -q, --quiet               print nothing but errors, and what was asked for

Output:
  -o, --output DIR          write one file per object and a kustomization.yaml to DIR, instead of printing manifests
      --check               with --output: compare DIR with the rendered files, and write nothing
      --against PATH        compare the objects in a file, such as the output of helm get manifest, or in a folder, with
                            the rendered objects, and print no manifests; - reads standard input
      --accept FILE         with --against: leave out the differences that FILE lists as ignoreDifferences of Argo CD
      --show-values         with --check or --against: show all values that differ, secrets included
      --format FORMAT       format of findings, differences and effects: text, json, github (annotations of GitHub
                            Actions) or sarif (default: text). All but text go to standard output, instead of manifests
      --graph               print the objects and their connections as a Mermaid flowchart, and no manifests
      --redirect-urls       print the redirect URLs that the OAuth client must have, one per line, and no manifests
  -h, --help                print this help
      --version             print the version

Prints manifests and differences to standard output, findings and other messages to standard error. A finding begins
with the place of its value: the file that set it last, with line and column, or the option.

Exit status:
${exitStatuses()}
`;

function exitStatuses(): string {
  return Object.entries(MEANINGS)
    .map(([status, meaning]) => `  ${status.padStart(2)}  ${meaning}`)
    .join('\n');
}
