package text

// PlacesLabel names the tabs of small windows.
const PlacesLabel = "Places"

// PlaceName names a place of the page on its tab.
func PlaceName(place string) string {
	switch place {
	case "recipe":
		return "Design"
	case "curves":
		return "Curves"
	case "runs":
		return "Runs"
	case "report":
		return "Report"
	}
	return View(place)
}
