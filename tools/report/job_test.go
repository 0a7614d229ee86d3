package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"atelier/core/experiment"
)

// docs is where the example of a sweep stands.
const docs = "../../docs/sweeps"

// asCommand in the environment makes the test's program the command itself, for
// shells to start.
const asCommand = "ATELIER_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// job is what the examples have of a Kubernetes Job, batch/v1. The reader
// refuses all other fields, and so what is misspelt.
type job struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Metadata   struct{ Name string }
	Spec       struct {
		CompletionMode       string `yaml:"completionMode"`
		Completions          int
		Parallelism          int
		BackoffLimitPerIndex int `yaml:"backoffLimitPerIndex"`
		Template             struct {
			Spec struct {
				RestartPolicy string `yaml:"restartPolicy"`
				Containers    []container
				Volumes       []volume
			}
		}
	}
}

type container struct {
	Name, Image   string
	Command, Args []string
	Resources     struct{ Requests, Limits map[string]string }
	VolumeMounts  []struct {
		Name      string
		MountPath string `yaml:"mountPath"`
		ReadOnly  bool   `yaml:"readOnly"`
	} `yaml:"volumeMounts"`
}

type volume struct {
	Name                  string
	ConfigMap             *struct{ Name string } `yaml:"configMap"`
	PersistentVolumeClaim *struct {
		ClaimName string `yaml:"claimName"`
	} `yaml:"persistentVolumeClaim"`
}

func readJob(t *testing.T, name string) (job, container) {
	t.Helper()
	decoder := yaml.NewDecoder(strings.NewReader(read(t, docs, name)))
	decoder.KnownFields(true)
	var j job
	require.NoError(t, decoder.Decode(&j))
	require.Equal(t, "batch/v1", j.APIVersion)
	require.Equal(t, "Job", j.Kind)
	require.NotEmpty(t, j.Metadata.Name)
	// What a limit for each index asks for, and what Jobs allow.
	require.Equal(t, "Never", j.Spec.Template.Spec.RestartPolicy)
	require.Len(t, j.Spec.Template.Spec.Containers, 1)
	c := j.Spec.Template.Spec.Containers[0]
	volumes := map[string]volume{}
	for _, v := range j.Spec.Template.Spec.Volumes {
		require.True(t, (v.ConfigMap != nil) != (v.PersistentVolumeClaim != nil), v.Name)
		volumes[v.Name] = v
	}
	for _, m := range c.VolumeMounts {
		require.Contains(t, volumes, m.Name)
		delete(volumes, m.Name)
	}
	require.Empty(t, volumes, "volumes that are not mounted")
	return j, c
}

func TestTheExampleOfAnIndexedJobIsOne(t *testing.T) {
	j, c := readJob(t, "job.yaml")
	require.Equal(t, "Indexed", j.Spec.CompletionMode, "or there is no index")
	require.LessOrEqual(t, j.Spec.Parallelism, j.Spec.Completions)
	require.Contains(t, strings.Join(c.Args, " "), fmt.Sprintf("+ 1))/%d ", j.Spec.Completions), "as many parts as pods")
	require.Contains(t, strings.Join(c.Args, " "), fmt.Sprintf(" -cores %s ", c.Resources.Requests["cpu"]))

	p, err := experiment.ParsePlan([]byte(read(t, docs, "plan.json")))
	require.NoError(t, err)
	require.Len(t, p.Tasks(), 100)
	require.Zero(t, len(p.Tasks())%j.Spec.Completions, "all parts are as large")
}

// start runs a container's command as a pod would, with folders of this machine
// mounted where it has its volumes.
func start(t *testing.T, c container, mounts map[string]string, environment ...string) {
	t.Helper()
	words := append(append([]string{}, c.Command...), c.Args...)
	for _, m := range c.VolumeMounts {
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], m.MountPath+"/", mounts[m.Name]+"/")
			words[i] = strings.ReplaceAll(words[i], m.MountPath+" ", mounts[m.Name]+" ")
		}
	}
	bin := t.TempDir()
	program, err := os.Executable()
	require.NoError(t, err)
	require.NoError(t, os.Symlink(program, filepath.Join(bin, "report")))
	shell := exec.CommandContext(t.Context(), words[0], words[1:]...)
	shell.Env = append(os.Environ(), append(environment, asCommand+"=1", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))...)
	said, err := shell.CombinedOutput()
	require.NoError(t, err, "%s", said)
}

// Six runs on the example's twenty pods, of which one is lost, and then merged:
// by the commands of the manifests themselves.
func TestTheExampleTrainsAPlanInParts(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it starts two dozen processes")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("skipped: there is no shell")
	}
	j, c := readJob(t, "job.yaml")
	_, merge := readJob(t, "merge.yaml")
	mounts := map[string]string{"plan": filepath.Dir(planFile(t, small)), "data": folder(t, garments()), "sweep": t.TempDir()}
	const lost = 2
	for index := range j.Spec.Completions {
		if index != lost {
			start(t, c, mounts, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", index))
		}
	}
	start(t, merge, mounts)
	require.Len(t, results(t, filepath.Join(mounts["sweep"], "all")).Runs, 5)
	start(t, c, mounts, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", lost))
	start(t, merge, mounts)
	require.Equal(t, trained(t, small), results(t, filepath.Join(mounts["sweep"], "all")))
}

func TestTheFlagsInTheDocumentsExist(t *testing.T) {
	flags, _ := newFlags(&bytes.Buffer{})
	for _, document := range []string{"../SWEEPS.md", "job.yaml", "merge.yaml"} {
		for line := range strings.Lines(read(t, docs, document)) {
			_, after, ok := strings.Cut(line, "report -")
			if !ok {
				continue
			}
			for word := range strings.FieldsSeq("-" + after) {
				if name, ok := strings.CutPrefix(word, "-"); ok {
					require.NotNil(t, flags.Lookup(name), "%s: %s", document, line)
				}
			}
		}
	}
}
