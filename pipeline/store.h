// store: writes the files of an output folder, whole or not at all, and only what changed.
//
// Each file goes to a temporary name and is renamed. The folder's .jiaokan keeps the hash and size of everything written
// there, so that a file which was changed by hand is noticed: it is kept as it is and reported.
// May be killed at any moment and run again. Nothing in .jiaokan depends on the clock or the machine.
//
// A caller may keep a record of its own behind the list (`keep_record`): what the files were made of. It is there only
// while every file it speaks of is in place: `store` drops it before it touches anything. `record.h` uses this for
// articles; anything else that is made from something by content can use it the same way.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/diag.h"

namespace jiaokan {

struct Stored {
  size_t written = 0, unchanged = 0, kept = 0, removed = 0;
};

// What becomes of files that were written here earlier and are not among the new ones.
enum class Earlier : uint8_t { keep, remove };

// Names are plain file names. Throws Failure when the folder cannot be written.
Stored store(const std::string& folder, const std::vector<std::pair<const char*, const std::string*>>& files, Earlier earlier,
             Diags& diags);

// Removes what was written here, what was changed by hand excepted, and then the folder when nothing is left in it.
Stored unstore(const std::string& folder, Diags& diags);

// Puts `record` (lines) behind the list of files. `began`: when the first byte it speaks of was read, in nanoseconds.
void keep_record(const std::string& folder, const std::string& record, long long began);

// What stands there now.
struct Kept {
  std::string record;                  // empty: none
  std::set<std::string> names;         // of the files written there
  bool in_place = false;               // each of them is there, as it was written
  long long began = 0;                 // as it was given; 0 when that cannot be told (the folder was copied)
};
Kept read_kept(const std::string& folder);
// For a folder whose files no record speaks of: something was written there, and each of it is there as it was written.
bool all_in_place(const std::string& folder);

// Says that what the record speaks of was looked at again and is the same.
void renew_record(const std::string& folder, long long began);

// One file, whole or not at all.
void write_whole(const std::string& folder, const std::string& name, const std::string& bytes);

// The time of the system's clock, for `began`. It decides what is looked at again and never what comes out.
long long now_ns();

}  // namespace jiaokan
