package render

import "testing"

// BenchmarkDraw times finding every place and line of a picture, the layout program included.
func BenchmarkDraw(b *testing.B) {
	for name, v := range map[string]View{
		"landscape-40": generatedLandscape(40), "process-10": generatedProcess(10, 3), "process-40": generatedProcess(40, 6),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Draw(b.Context(), v, testEngine); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
