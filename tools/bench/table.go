package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"atelier/tools/bench/measure"
)

// table is a part of what people are shown. The first column is text, the
// others are figures.
type table struct {
	title string
	head  []string
	rows  [][]string
}

// tables returns the result for people, without what was not measured.
func (r Result) tables() []table {
	speed := table{title: "An epoch", head: []string{"", "seconds", "min..max", "with validation", "images/s", "GFLOP/s", "of the roof", "roof", "speed-up"}}
	parts := table{title: "Where the time of an epoch goes, in milliseconds",
		head: []string{"", "gather", "products", "activations", "optimizer", "exchange", "evaluation", "messages"}}
	for _, group := range []struct {
		name  string
		kinds Kinds
	}{
		{"browser.one_worker", r.Browser.OneWorker},
		{"browser.all_workers", r.Browser.AllWorkers},
		{"browser.one_run_all_workers", r.Browser.OneRunAllWorkers},
		{"native.one_core", r.Native.OneCore},
		{"native.all_cores", r.Native.AllCores},
	} {
		for _, kind := range kinds {
			t, ok := group.kinds[kind]
			if !ok {
				continue
			}
			name := group.name + "." + kind
			speed.rows = append(speed.rows, append([]string{name}, t.cells()...))
			if t.Parts != nil {
				parts.rows = append(parts.rows, append([]string{name}, cellsOf(*t.Parts)...))
			}
		}
	}
	list := []table{speed, parts, r.peers(), r.others()}
	return slices.DeleteFunc(list, func(t table) bool { return len(t.rows) == 0 })
}

func (t Training) cells() []string {
	speedup := ""
	if t.Speedup > 0 {
		speedup = fmt.Sprintf("%.2f", t.Speedup)
	}
	return []string{
		seconds(t.EpochSeconds), seconds(t.EpochSecondsMin) + ".." + seconds(t.EpochSecondsMax), seconds(t.EpochWithValidationSeconds),
		fmt.Sprintf("%.0f", t.ImagesPerSecond), fmt.Sprintf("%.1f", t.GFLOPS), percent(t.OfRoof), fmt.Sprintf("%.1f", t.RoofGFLOPS), speedup,
	}
}

func cellsOf(p measure.Parts) []string {
	var cells []string
	for _, v := range []float64{p.Gather, p.Products, p.Activations, p.Optimizer, p.Exchange, p.Evaluation, p.Messages} {
		cell := ""
		if v > 0 {
			cell = fmt.Sprintf("%.1f", 1000*v)
		}
		cells = append(cells, cell)
	}
	return cells
}

func (r Result) peers() table {
	t := table{title: "The same work in another library, in the same browser",
		head: []string{"", "seconds", "min..max", "GFLOP/s", "ours to it", "cores that others used"}}
	for _, name := range slices.Sorted(maps.Keys(r.Peers)) {
		for _, opt := range slices.Sorted(maps.Keys(r.Peers[name])) {
			p := r.Peers[name][opt]
			t.rows = append(t.rows, []string{name + " " + opt, seconds(p.EpochSeconds), seconds(p.EpochSecondsMin) + ".." + seconds(p.EpochSecondsMax),
				fmt.Sprintf("%.1f", p.GFLOPS), percent(p.Ratio), fmt.Sprintf("%.2f", p.OtherCores)})
		}
	}
	return t
}

// others returns all that is a single figure.
func (r Result) others() table {
	t := table{title: "Besides", head: []string{"", ""}}
	add := func(name, format string, value float64, more ...any) {
		if value > 0 {
			t.rows = append(t.rows, []string{name, fmt.Sprintf(format, append([]any{value}, more...)...)})
		}
	}
	b, n := r.Browser, r.Native
	add("browser.roof_gflops", "%.1f", b.RoofGFLOPS)
	add("native.roof_gflops", "%.1f", n.RoofGFLOPS)
	add("browser.first_batch_seconds", "%.2f (%.2f..%.2f)", b.FirstBatchSeconds, b.FirstBatchSecondsMin, b.FirstBatchSecondsMax)
	add("browser.longest_task_ms", "%.1f (%.1f of the processor)", b.LongestTaskMS, b.LongestTaskMSOfProcessor)
	add("browser.pause_ms", "%.1f (median %.1f)", b.PauseMS, b.PauseMSMedian)
	add("browser.worker_memory_mb", "%.1f after epoch 2, %.1f after epoch %d", b.WorkerMemory.Second, b.WorkerMemory.Last, b.WorkerMemory.Epochs)
	add("sizes.program_bytes", "%.0f", float64(r.Sizes.ProgramBytes))
	add("sizes.script_bytes", "%.0f", float64(r.Sizes.ScriptBytes))
	add("sizes.total_bytes", "%.0f", float64(r.Sizes.TotalBytes))
	return t
}

func seconds(v float64) string { return fmt.Sprintf("%.3f", v) }

// percent returns nothing for 0, which was not measured.
func percent(v float64) string {
	if v == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

// caption says where it was measured.
func (m Machine) caption() string {
	data := fmt.Sprintf("%d images of Fashion-MNIST", m.Images)
	if m.Data != "fashion-mnist" {
		data = fmt.Sprintf("%d made-up garments (not Fashion-MNIST)", m.Images)
	}
	parts := []string{m.Processor, fmt.Sprintf("%d cores", m.Cores), m.Go}
	if !m.NativeSIMD {
		parts = append(parts, "native figures without SIMD")
	}
	if m.Browser != "" {
		parts = append(parts, m.Browser)
	}
	return strings.Join(append(parts, data), ", ")
}

// writeText writes the tables for a terminal.
func (r Result) writeText(w io.Writer) {
	fmt.Fprintln(w, r.Machine.caption())
	for _, t := range r.tables() {
		fmt.Fprintf(w, "\n%s\n", t.title)
		t.write(w, "", "  ", "")
	}
}

// writeMarkdown writes them for a document.
func (r Result) writeMarkdown(w io.Writer) {
	fmt.Fprintf(w, "%s.\n", r.Machine.caption())
	for _, t := range r.tables() {
		fmt.Fprintf(w, "\n%s:\n\n", t.title)
		t.writeMarkdown(w)
	}
}

func (t table) writeMarkdown(w io.Writer) {
	rule := []string{"---"}
	for range t.head[1:] {
		rule = append(rule, "--:")
	}
	t.rows = slices.Insert(t.rows, 0, rule)
	t.write(w, "| ", " | ", " |")
}

// write writes the rows with their columns one under another.
func (t table) write(w io.Writer, begin, between, end string) {
	rows := slices.Insert(slices.Clone(t.rows), 0, t.head)
	if strings.Join(t.head, "") == "" && begin == "" {
		rows = rows[1:]
	}
	widths := make([]int, len(t.head))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if cells[i] = space + cell; i == 0 {
				cells[i] = cell + space
			}
		}
		fmt.Fprintln(w, strings.TrimRight(begin+strings.Join(cells, between)+end, " "))
	}
}
