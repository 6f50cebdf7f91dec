#include "engines.h"

#include <tbb/enumerable_thread_specific.h>

#include <atomic>
#include <mutex>

#include "share.h"

namespace jiaokan {

struct EngineRoom::Loaded {
  std::string model_path;
  std::once_flag model_once, renderer_once;
  std::unique_ptr<LanguageModel> model;
  std::unique_ptr<Renderer> renderer;
  tbb::enumerable_thread_specific<std::unique_ptr<JatsDtd>> dtds;
  std::atomic<bool> no_model = false, no_dtd = false;
};

EngineRoom::EngineRoom(std::string model_path) : loaded_(std::make_unique<Loaded>()) {
  loaded_->model_path = std::move(model_path);
}

EngineRoom::~EngineRoom() = default;

Engines EngineRoom::engines_for(Stage until) {
  Engines engines;
  if (until >= Stage::collate) {
    std::call_once(loaded_->model_once, [&] {
      loaded_->model = open_chinese_model(loaded_->model_path);
      loaded_->no_model = !loaded_->model;
    });
    engines.model = loaded_->model.get();
  }
  if (until >= Stage::render) {
    std::call_once(loaded_->renderer_once,
                   [&] { loaded_->renderer = std::make_unique<Renderer>(share_folder() + "/templates"); });
    engines.renderer = loaded_->renderer.get();
    engines.dtd = dtd();
  }
  return engines;
}

const JatsDtd* EngineRoom::dtd() {
  bool there = false;
  std::unique_ptr<JatsDtd>& own = loaded_->dtds.local(there);
  if (!there) own = JatsDtd::open(share_folder() + "/jats-publishing-1.3.dtd");
  if (!own) loaded_->no_dtd = true;
  return own.get();
}

Diags EngineRoom::missing() const {
  Diags diags;
  if (loaded_->no_model) diags.push_back({Code::no_language_model, {}, loaded_->model_path});
  if (loaded_->no_dtd) diags.push_back({Code::no_dtd, {}, ""});
  return diags;
}

}  // namespace jiaokan
