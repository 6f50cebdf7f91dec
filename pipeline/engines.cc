#include "engines.h"

#include <tbb/enumerable_thread_specific.h>

#include <atomic>
#include <future>
#include <mutex>
#include <vector>

#include "share.h"

namespace jiaokan {

namespace {

// Something loaded by whoever asks first, or by a thread that began before anyone asked.
template <typename T>
class Once {
 public:
  explicit Once(std::function<std::unique_ptr<T>()> load) : load_(std::move(load)) {}
  void begin() { ahead_ = std::async(std::launch::async, load_); }
  T* get() {
    std::call_once(once_, [&] { value_ = ahead_.valid() ? ahead_.get() : load_(); });
    return value_.get();
  }
  std::unique_ptr<T> take() {   // for one taker
    return ahead_.valid() ? ahead_.get() : load_();
  }

 private:
  std::function<std::unique_ptr<T>()> load_;
  std::future<std::unique_ptr<T>> ahead_;
  std::once_flag once_;
  std::unique_ptr<T> value_;
};

}  // namespace

struct EngineRoom::Loaded {
  std::string model_path;
  Once<LanguageModel> model{[this] { return open_chinese_model(model_path); }};
  Once<Renderer> renderer{[] { return std::make_unique<Renderer>(share_folder() + "/templates"); }};
  Once<JatsDtd> first_dtd{[] { return JatsDtd::open(share_folder() + "/jats-publishing-1.3.dtd"); }};
  std::mutex taking_dtd;
  std::vector<std::unique_ptr<JatsDtd>> held_dtds;
  tbb::enumerable_thread_specific<const JatsDtd*> dtds{nullptr};   // each thread's own
  std::atomic<bool> no_model = false, no_dtd = false;
};

EngineRoom::EngineRoom(std::string model_path) : loaded_(new Loaded) { loaded_->model_path = std::move(model_path); }

EngineRoom& EngineRoom::open(std::string model_path) {
  static EngineRoom room(std::move(model_path));
  return room;
}

void EngineRoom::load_ahead() {
  loaded_->model.begin();
  loaded_->renderer.begin();
  loaded_->first_dtd.begin();
}

Engines EngineRoom::engines() {
  Engines out;
  out.model = [this] {
    const LanguageModel* const model = loaded_->model.get();
    if (model == nullptr) loaded_->no_model = true;
    return model;
  };
  out.renderer = [this] { return loaded_->renderer.get(); };
  out.dtd = [this] { return dtd(); };
  return out;
}

const JatsDtd* EngineRoom::dtd() {
  bool there = false;
  const JatsDtd*& own = loaded_->dtds.local(there);
  if (!there) {
    const std::lock_guard<std::mutex> lock(loaded_->taking_dtd);
    loaded_->held_dtds.push_back(loaded_->first_dtd.take());
    own = loaded_->held_dtds.back().get();
  }
  if (own == nullptr) loaded_->no_dtd = true;
  return own;
}

Diags EngineRoom::missing() const {
  Diags diags;
  if (loaded_->no_model) diags.push_back({Code::no_language_model, {}, loaded_->model_path});
  if (loaded_->no_dtd) diags.push_back({Code::no_dtd, {}, ""});
  return diags;
}

}  // namespace jiaokan
