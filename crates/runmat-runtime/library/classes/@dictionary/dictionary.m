function d = dictionary(varargin)
  % d = dictionary(keys, values), dictionary(k1, v1, k2, v2, ...): what is known of keys.
  d = __dictionary__('', '');
  if nargin == 1
    error('MATLAB:dictionary:SingleInput', 'Dictionary must be constructed with keys and values.');
  end
  if mod(nargin, 2) == 1
    error('MATLAB:dictionary:OddInputs', 'Dictionary must be constructed with keys and values in pairs.');
  end
  for k = 1:2:nargin
    d = __dictionary_set__(d, varargin{k}, varargin{k + 1});
  end
end
