#include <cstdio>

int main() {
  std::puts("jiaokan " JIAOKAN_VERSION);
  return 0;
}
