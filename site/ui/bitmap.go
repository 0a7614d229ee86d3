package ui

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
)

// bitmap returns an address that holds a grey picture, given row by row from
// the top; there are width × height pixels.
func bitmap(pixels []byte, width, height int) string {
	var greys [256][3]byte
	for grey := range greys {
		greys[grey] = [3]byte{byte(grey), byte(grey), byte(grey)}
	}
	return coloured(pixels, width, height, greys)
}

// coloured is bitmap with a colour, in red, green and blue, for each value of a
// pixel. It is a Windows bitmap, the one format that every browser reads and
// that needs no encoder: image/png would make the page's program a tenth
// larger.
//
// Reference: https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage
func coloured(pixels []byte, width, height int, palette [256][3]byte) string {
	const fileHeader, infoHeader, colours = 14, 40, 256 * 4
	const start = fileHeader + infoHeader + colours
	stride := (width + 3) &^ 3 // rows are padded to four bytes
	size := start + stride*height

	b := bytes.NewBuffer(make([]byte, 0, size))
	b.WriteString("BM")
	words := []any{
		uint32(size), uint32(0), uint32(start),
		uint32(infoHeader), int32(width), int32(height), uint16(1), uint16(8), // one plane, eight bits a pixel
		uint32(0), uint32(stride * height), uint32(0), uint32(0), uint32(256), uint32(0), // not compressed, 256 colours
	}
	for _, w := range words {
		binary.Write(b, binary.LittleEndian, w) // a buffer takes everything
	}
	for _, c := range palette {
		b.Write([]byte{c[2], c[1], c[0], 0})
	}
	padding := make([]byte, stride-width)
	for row := height - 1; row >= 0; row-- { // the lowest row comes first
		b.Write(pixels[row*width:][:width])
		b.Write(padding)
	}
	return "data:image/bmp;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}
