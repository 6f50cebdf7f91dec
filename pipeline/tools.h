// tools: programs of other people (Poppler, Pandoc, tesseract), each run for itself and under limits.
//
// A program gets a list of arguments, never a shell's line; an empty folder of its own to work in, in which its input has a name of ours;
// a clean environment; no input; and limits of time, memory and output. Its process group ends with it, whatever it started; and it ends with us,
// however we end.
// In: a row of kTools, arguments. Out: what it wrote, how it ended. Never throws for what a program does.
// To add a program: one row in kTools (tools.cc), its package in cmake/packages.txt.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

struct Tool {
  std::string_view program;
  std::string_view package;             // of Debian that brings it
  std::vector<std::string> first;       // arguments of every run
  std::string_view version;             // the argument that prints its version
  int seconds = 60;
  size_t memory = size_t{2} << 30;      // bytes of data; 0: the program is given its limit by `first`
  size_t output = size_t{64} << 20;     // bytes it may write
};

const Tool& tool(std::string_view program);

enum class ToolEnd : uint8_t { done, failed, missing, too_long, too_much };

struct ToolRun {
  ToolEnd end = ToolEnd::missing;
  std::string out;
  std::string said;   // the first line on its standard error that says something
};

// `folder`: where it works.
ToolRun run_tool(const Tool& tool, const std::vector<std::string>& arguments, const std::string& folder);

// "pdftohtml 22.12.0", asked once a process; empty when the program is not there.
std::string version_of(const Tool& tool);

// A folder that is gone with its object.
class WorkFolder {
 public:
  WorkFolder();   // throws Failure
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::string& path() const { return path_; }
  void put(const std::string& name, std::string_view bytes) const;   // throws Failure
  std::string get(const std::string& name) const;                    // throws Failure

 private:
  std::string path_;
};

// Those that a process has left which is no more.
void remove_work_folders(pid_t process);

}  // namespace jiaokan
