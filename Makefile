# The words of the project; the build itself is CMakeLists.txt.
#   make          install what is missing, build, make the editions of input/ into output/
#   make test     everything through ctest         make bless   rewrite the expectations of the folder tests
#   make fuzz     a minute for each fuzz target    make bench   time beside pandoc, accuracy
#   make fit      the weights again from the development articles: pipeline/reconcile/weights.inc
#   make clean    remove what the words above made
BUILD := build

.PHONY: all program test bless fuzz bench fit clean
all: program
	@$(BUILD)/jiaokan build input -o output

program: $(BUILD)/build.ninja
	@cmake --build $(BUILD)

# Packages are looked for when there is no build folder yet or their list has changed, so that second runs are quick.
$(BUILD)/build.ninja: cmake/packages.txt
	@sh cmake/install_packages.sh build
	@cmake -S . -B $(BUILD) -G Ninja
	@touch $@

test: program
	@sh cmake/install_packages.sh test
	@sh tests/checkers/install.sh
	@cmake -S . -B $(BUILD) -DBUILD_TESTING=ON >/dev/null
	@cmake --build $(BUILD)
	@ctest --test-dir $(BUILD) --output-on-failure

bless: program
	@sh tests/cases.sh --bless $(CURDIR)/$(BUILD) tests/*/

fuzz:
	@sh cmake/install_packages.sh test
	@sh tests/fuzz/run.sh 60

bench: program
	@sh cmake/install_packages.sh bench
	@sh bench/pair.sh $(BUILD)
	@bench/long.py $(BUILD) || [ $$? = 77 ]
	@bench/collate.py $(BUILD) || [ $$? = 77 ]
	@bench/passages.py $(BUILD) || [ $$? = 77 ]
	@sh bench/refs.sh $(BUILD)
	@bench/lists.py $(BUILD) || [ $$? = 77 ]
	@sh bench/archive.sh $(BUILD)
	@bench/split.py $(BUILD)

# The terms depend on the weights through what the sweeps learn, so it is done twice.
fit: program
	@sh cmake/install_packages.sh bench
	@sh bench/fit/fit.sh $(BUILD)

clean:
	rm -rf build build-* output tests/checkers/node_modules
