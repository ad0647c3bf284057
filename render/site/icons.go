package site

// The few marks on buttons: paths of 20 by 20, drawn with a stroke in the colour of the text.
var icons = map[string]string{
	"menu":   "M3 5h14M3 10h14M3 15h14",
	"search": "M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0 -11M13.2 13.2L17 17",
	"map":    "M3 4h5v4H3zM12 12h5v4h-5zM8 6h6.5v6",
	"theme":  "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0 -14M10 3v14M10 6.5l4-1M10 10h6.6M10 13.5l4 1",
	"in":     "M10 4v12M4 10h12",
	"out":    "M4 10h12",
	"fit":    "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
	"close":  "M5 5l10 10M15 5L5 15",
	"filter": "M3 5h14M6 10h8M9 15h2",
	"print":  "M6 8V3h8v5M6 14H3V8h14v6h-3M6 12h8v5H6z",
	"home":   "M3 9.5L10 3l7 6.5M5 8.5V17h10V8.5",
	"panel":  "M3 4h14v12H3zM12 4v12",
}

func icon(name string) string {
	return `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="` + icons[name] + `"/></svg>`
}
