// jiaokan-cut PICTURE PAGE WIDEST [X0 Y0 X1 Y1]…: cuts pieces out of a picture, edges in millionths of the page, and writes 1.png, 2.png … into
// the folder it works in: sixteen greys, no wider than WIDEST dots. A program of its own, so that a hostile picture meets no more than the
// limits that pipeline/tools.h sets, and nobody else loads what decodes pictures.
#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

struct Destroy {
  void operator()(Pix* picture) const { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, Destroy>;

constexpr double kPart = 1e6;
constexpr int kGreys = 16;

Picture read(const char* path, int page) {
  l_int32 format = IFF_UNKNOWN;
  if (findFileFormat(path, &format) != 0) return nullptr;
  const bool pages = format == IFF_TIFF || (format >= IFF_TIFF_PACKBITS && format <= IFF_TIFF_ZIP);
  return Picture(pages ? pixReadTiff(path, page) : page == 0 ? pixRead(path) : nullptr);
}

bool cut(Pix* page, const double (&edges)[4], int widest, const std::string& name) {
  const int width = pixGetWidth(page), height = pixGetHeight(page);
  const int x0 = static_cast<int>(edges[0] / kPart * width), y0 = static_cast<int>(edges[1] / kPart * height);
  const int x1 = static_cast<int>(edges[2] / kPart * width), y1 = static_cast<int>(edges[3] / kPart * height);
  if (x1 - x0 < 4 || y1 - y0 < 4) return false;
  Box* const box = boxCreate(x0, y0, x1 - x0, y1 - y0);
  Picture piece(pixClipRectangle(page, box, nullptr));
  Box* gone = box;
  boxDestroy(&gone);
  if (!piece) return false;
  piece.reset(pixConvertTo8(piece.get(), 0));
  if (piece && pixGetWidth(piece.get()) > widest) {
    const float scale = static_cast<float>(widest) / static_cast<float>(pixGetWidth(piece.get()));
    piece.reset(pixScale(piece.get(), scale, scale));
  }
  if (piece) piece.reset(pixThresholdTo4bpp(piece.get(), kGreys, 0));
  return piece && pixWrite(name.c_str(), piece.get(), IFF_PNG) == 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4 || (count - 4) % 4 != 0) {
    std::fputs("usage: jiaokan-cut PICTURE PAGE WIDEST [X0 Y0 X1 Y1]...\n", stderr);
    return 2;
  }
  setMsgSeverity(L_SEVERITY_NONE);
  const Picture page = read(words[1], std::atoi(words[2]));
  if (!page) {
    std::fputs("this picture cannot be read\n", stderr);
    return 1;
  }
  const int widest = std::max(std::atoi(words[3]), 16);
  for (int at = 4, number = 1; at + 3 < count; at += 4, ++number) {
    double edges[4];
    for (int e = 0; e < 4; ++e) edges[e] = std::clamp(std::atof(words[at + e]), 0.0, kPart);
    cut(page.get(), edges, widest, std::to_string(number) + ".png");
  }
  return 0;
}
